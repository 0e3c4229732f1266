import { Jimp, JimpMime } from 'jimp';
import type { FileType } from '../../../schemas/document.ts';
import { decodePicture, type Unseen } from './decode.ts';

/** Pixels of the longer side: enough to tell which side of which card it is. */
const LONGEST = 1024;
const QUALITY = 75;
const WHITE = 0xffffffff;

/** A small JPEG made of the pixels alone, where position, device and date of the photograph are not; why there is none; undefined for what is no picture. */
export const makePreview = async (bytes: Uint8Array, type: FileType): Promise<Uint8Array | Unseen | undefined> => {
  const picture = await decodePicture(bytes, type).catch(() => 'unreadable' as const);
  if (picture === undefined || typeof picture === 'string') return picture;
  if (Math.max(picture.width, picture.height) > LONGEST) picture.scaleToFit({ w: LONGEST, h: LONGEST });
  const paper = new Jimp({ width: picture.width, height: picture.height, color: WHITE });
  return paper.composite(picture).getBuffer(JimpMime.jpeg, { quality: QUALITY });
};
