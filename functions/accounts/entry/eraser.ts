import { wireEraser } from '../wiring/eraser.ts';

export const handler = wireEraser();
