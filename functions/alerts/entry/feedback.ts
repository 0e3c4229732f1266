import { wireFeedback } from '../wiring/feedback.ts';

export const handler = wireFeedback();
