import { SAMPLE_RATE, spokenDigits } from './spoken-digits.ts';

const HEADER_BYTES = 44;
/** The middle of eight bits is silence. */
const SILENCE = 128;

const between = (random: () => number, least: number, most: number): number => least + random() * (most - least);

/** The header of a sound file (WAV) of eight bits and one channel. */
const header = (samples: number): Buffer => {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(HEADER_BYTES - 8 + samples, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples, 40);
  return bytes;
};

/** A digit a little faster or slower than last time. */
const spoken = (digit: string, random: () => number): number[] => {
  const samples = Buffer.from(spokenDigits[Number(digit)] ?? '', 'base64');
  const pace = between(random, 0.82, 1);
  return Array.from({ length: Math.floor(samples.length / pace) }, (_, at) => (samples[Math.floor(at * pace)] ?? SILENCE) - SILENCE);
};

const pause = (seconds: number): number[] => Array.from({ length: Math.round(seconds * SAMPLE_RATE) }, () => 0);

/** A code of digits said slowly, under a murmur that disturbs programs more than people. */
export const codeSound = (code: string, random: () => number = Math.random): Buffer => {
  const voice = [...pause(0.4), ...code.split('').flatMap((digit) => [...spoken(digit, random), ...pause(between(random, 0.5, 0.75))])];
  const murmur = between(random, 3, 6);
  let drift = 0;
  const samples = voice.map((sample) => {
    drift = drift * 0.92 + between(random, -murmur, murmur);
    return Math.max(0, Math.min(255, Math.round(SILENCE + sample * 0.9 + drift)));
  });
  return Buffer.concat([header(samples.length), Buffer.from(samples)]);
};
