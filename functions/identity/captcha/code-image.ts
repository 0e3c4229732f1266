import { PNG } from 'pngjs';

type Point = readonly [x: number, y: number];

/** Each digit as a pen writes it, in a square from 0 to 1. */
const strokes: readonly (readonly Point[])[] = [
  [
    [0.5, 0],
    [0.15, 0.2],
    [0.1, 0.5],
    [0.15, 0.8],
    [0.5, 1],
    [0.85, 0.8],
    [0.9, 0.5],
    [0.85, 0.2],
    [0.5, 0],
  ],
  [
    [0.2, 0.28],
    [0.55, 0],
    [0.55, 1],
  ],
  [
    [0.12, 0.25],
    [0.3, 0.03],
    [0.65, 0.02],
    [0.85, 0.22],
    [0.75, 0.5],
    [0.1, 1],
    [0.9, 1],
  ],
  [
    [0.12, 0.05],
    [0.85, 0.02],
    [0.42, 0.42],
    [0.8, 0.55],
    [0.85, 0.8],
    [0.5, 1],
    [0.1, 0.88],
  ],
  [
    [0.7, 1],
    [0.7, 0],
    [0.08, 0.7],
    [0.95, 0.7],
  ],
  [
    [0.85, 0],
    [0.2, 0],
    [0.15, 0.45],
    [0.55, 0.38],
    [0.88, 0.62],
    [0.75, 0.92],
    [0.4, 1],
    [0.1, 0.88],
  ],
  [
    [0.8, 0.04],
    [0.4, 0.15],
    [0.15, 0.6],
    [0.25, 0.92],
    [0.6, 1],
    [0.88, 0.78],
    [0.7, 0.52],
    [0.2, 0.62],
  ],
  [
    [0.08, 0],
    [0.9, 0],
    [0.4, 1],
  ],
  [
    [0.5, 0.47],
    [0.15, 0.25],
    [0.5, 0],
    [0.85, 0.25],
    [0.5, 0.47],
    [0.1, 0.75],
    [0.5, 1],
    [0.9, 0.75],
    [0.5, 0.47],
  ],
  [
    [0.8, 0.4],
    [0.4, 0.48],
    [0.12, 0.25],
    [0.4, 0],
    [0.75, 0.06],
    [0.85, 0.4],
    [0.6, 1],
  ],
];

const HEIGHT = 90;
const CELL = 44;
const MARGIN = 16;
const GLYPH = { width: 26, height: 46 };
const NOISE_LINES = 5;

/** Between two values, from a source of numbers from 0 to 1. */
const between = (random: () => number, least: number, most: number): number => least + random() * (most - least);

interface Line {
  points: Point[];
  thickness: number;
}

/** A digit turned, stretched and moved a little, as no two hands write it. */
const written = (digit: number, place: number, random: () => number): Line => {
  const turn = between(random, -0.3, 0.3);
  const [stretchX, stretchY] = [between(random, 0.85, 1.2), between(random, 0.85, 1.15)];
  const [centreX, centreY] = [MARGIN + CELL * (place + 0.5) + between(random, -4, 4), HEIGHT / 2 + between(random, -9, 9)];
  const points = (strokes[digit] ?? []).map(([x, y]): Point => {
    const [dx, dy] = [(x - 0.5) * GLYPH.width * stretchX + between(random, -1.2, 1.2), (y - 0.5) * GLYPH.height * stretchY];
    return [centreX + dx * Math.cos(turn) - dy * Math.sin(turn), centreY + dx * Math.sin(turn) + dy * Math.cos(turn)];
  });
  return { points, thickness: between(random, 1.7, 2.6) };
};

const scribble = (width: number, random: () => number): Line => {
  const [middle, swing, pace] = [between(random, 15, HEIGHT - 15), between(random, 5, 22), between(random, 0.02, 0.07)];
  const phase = between(random, 0, Math.PI * 2);
  const points = Array.from({ length: 25 }, (_, at): Point => {
    const x = (at * width) / 24;
    return [x, middle + swing * Math.sin(phase + pace * x)];
  });
  return { points, thickness: between(random, 0.5, 1) };
};

const distance = (x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
};

/** Blackens what lies within a line's thickness of it, with soft edges. */
const draw = (png: PNG, { points, thickness }: Line): void => {
  for (const [at, from] of points.slice(0, -1).entries()) {
    const to = points[at + 1] ?? from;
    const reach = thickness + 1;
    const [left, right] = [Math.floor(Math.min(from[0], to[0]) - reach), Math.ceil(Math.max(from[0], to[0]) + reach)];
    const [top, bottom] = [Math.floor(Math.min(from[1], to[1]) - reach), Math.ceil(Math.max(from[1], to[1]) + reach)];
    for (let y = Math.max(0, top); y <= Math.min(png.height - 1, bottom); y++)
      for (let x = Math.max(0, left); x <= Math.min(png.width - 1, right); x++) {
        const ink = Math.max(0, Math.min(1, thickness + 0.5 - distance(x, y, from, to)));
        const place = (y * png.width + x) * 4;
        png.data.fill(Math.min(png.data[place] ?? 255, Math.round(255 - 225 * ink)), place, place + 3);
      }
  }
};

/** A code of digits as an image (PNG) that people read more easily than programs do. */
export const codeImage = (code: string, random: () => number = Math.random): Buffer => {
  const png = new PNG({ width: MARGIN * 2 + CELL * code.length, height: HEIGHT });
  png.data.fill(255);
  for (const [place, digit] of code.split('').entries()) draw(png, written(Number(digit), place, random));
  for (let line = 0; line < NOISE_LINES; line++) draw(png, scribble(png.width, random));
  return PNG.sync.write(png, { colorType: 0 });
};
