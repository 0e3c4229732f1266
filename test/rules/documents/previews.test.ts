import { readFileSync } from 'node:fs';
import { imageSize } from 'image-size';
import { Jimp } from 'jimp';
import { describe, expect, it } from 'vitest';
import { makePreview } from '../../../functions/documents/preview/make-preview.ts';
import { pdf, png } from '../../doubles/wallet.ts';

const photo = readFileSync(new URL('../../doubles/pictures/photo.heic', import.meta.url));

/** A JPEG of two colours that says where it was taken, and that it lies on its side. */
const jpegWithPosition = async (): Promise<Buffer> => {
  const image = new Jimp({ width: 40, height: 20, color: 0x2060c0ff });
  for (let x = 20; x < 40; x++) for (let y = 0; y < 20; y++) image.setPixelColor(0xc04020ff, x, y);
  const plain = await image.getBuffer('image/jpeg', { quality: 95 });
  const tiff = Buffer.from('49492a000800000002001201030001000000060000000f0102000d0000002600000000000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS-48.8566N\0')]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([plain.subarray(0, 2), Buffer.from('ffe1', 'hex'), length, exif, plain.subarray(2)]);
};

const pictureOf = async (...given: Parameters<typeof makePreview>): Promise<Uint8Array> => {
  const made = await makePreview(...given);
  if (made === undefined || typeof made === 'string') throw new Error(`there is no picture: ${made}`);
  return made;
};

const colourAt = async (bytes: Uint8Array, x: number, y: number): Promise<string> => {
  const value = (await Jimp.read(Buffer.from(bytes))).getPixelColor(x, y);
  return value >>> 24 > ((value >>> 8) & 255) ? 'red' : 'blue';
};

describe('the small picture of a file', () => {
  it('of a photograph of a telephone (HEIC) shows it, and says nothing of where it was taken', async () => {
    expect(photo.includes('GPS')).toBe(true);
    const preview = await pictureOf(photo, 'image/heic');
    expect(imageSize(preview)).toMatchObject({ type: 'jpg', width: 96, height: 64 });
    expect([await colourAt(preview, 10, 30), await colourAt(preview, 85, 30)]).toEqual(['blue', 'red']);
    expect(Buffer.from(preview).includes('GPS')).toBe(false);
    expect(Buffer.from(preview).includes('Exif')).toBe(false);
  });

  it('of a JPEG is upright and says nothing of where it was taken', async () => {
    const given = await jpegWithPosition();
    expect(given.includes('GPS-48')).toBe(true);
    const preview = await pictureOf(given, 'image/jpeg');
    expect(imageSize(preview)).toMatchObject({ width: 20, height: 40 });
    expect([await colourAt(preview, 10, 4), await colourAt(preview, 10, 35)]).toEqual(['blue', 'red']);
    expect(Buffer.from(preview).includes('GPS')).toBe(false);
    expect(Buffer.from(preview).includes('Exif')).toBe(false);
  });

  it('is no longer than 1024 pixels, and no larger than what it shows', async () => {
    expect(imageSize(await pictureOf(png(1500, 300), 'image/png'))).toMatchObject({ width: 1024, height: 205 });
    expect(imageSize(await pictureOf(png(8, 8), 'image/png'))).toMatchObject({ width: 8, height: 8 });
  });

  it('is not made of what says to be larger than memory, before a pixel of it is made, and it is told why', async () => {
    const huge = png(8, 8);
    huge.writeUInt32BE(100_000, 16);
    huge.writeUInt32BE(100_000, 20);
    expect(await makePreview(huge, 'image/png')).toBe('too-large');
  });

  it('is not made of what is no picture, or a broken one', async () => {
    expect(await makePreview(pdf(), 'application/pdf')).toBeUndefined();
    expect(await makePreview(png().subarray(0, 50), 'image/png')).toBe('unreadable');
    expect(await makePreview(photo.subarray(0, 400), 'image/heic')).toBe('unreadable');
  });
});
