import type { TextChunk } from '../../functions/alerts/sms/text-chunk.ts';

/** Where nobody has chosen SMS, or nobody can have one. */
export const nobodyTexted: TextChunk = async () => ({ recorded: new Set(), unsent: new Map() });
