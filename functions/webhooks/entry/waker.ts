import { wireWaker } from '../wiring/waker.ts';

export const handler = wireWaker();
