import { imageSize } from 'image-size';
import { Jimp } from 'jimp';
import type { FileType, StoredFile } from '../../../schemas/document.ts';

export type Picture = InstanceType<typeof Jimp>;

/** Four bytes a pixel, several times over while a picture is decoded: what a hundred megabytes hold, and no file of four megabytes may ask for more. */
const MOST_PIXELS = 25_000_000;

/** Why a picture is not looked at. */
export type Unseen = NonNullable<StoredFile['noPreview']>;

const isTooLarge = ({ width, height }: { width: number; height: number }): boolean => width * height > MOST_PIXELS;

/** Loaded for the first photograph of a telephone: two megabytes that nothing else needs. */
const decodeHeic = async (bytes: Uint8Array): Promise<Picture | Unseen> => {
  const { default: libheif } = await import('libheif-js/wasm-bundle.js');
  const [first, ...others] = new libheif.HeifDecoder().decode(bytes);
  for (const other of others) other.free();
  if (!first) return 'unreadable';
  try {
    const size = { width: first.get_width(), height: first.get_height() };
    if (isTooLarge(size)) return 'too-large';
    const empty = { ...size, data: new Uint8ClampedArray(size.width * size.height * 4) };
    const filled = await new Promise<typeof empty | null>((resolve) => first.display(empty, resolve));
    return filled ? Jimp.fromBitmap({ ...size, data: Buffer.from(filled.data.buffer) }) : 'unreadable';
  } finally {
    first.free();
  }
};

/** The picture that a file is, upright; undefined for what is none. Its size is believed before a pixel of it is made. */
export const decodePicture = async (bytes: Uint8Array, type: FileType): Promise<Picture | Unseen | undefined> => {
  if (type === 'image/heic') return decodeHeic(bytes);
  if (type !== 'image/jpeg' && type !== 'image/png') return undefined;
  if (isTooLarge(imageSize(bytes))) return 'too-large';
  return (await Jimp.read(Buffer.from(bytes))) as Picture;
};
