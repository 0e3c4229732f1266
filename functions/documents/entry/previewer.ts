import { wirePreviewer } from '../wiring/previewer.ts';

export const handler = wirePreviewer();
