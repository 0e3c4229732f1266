/**
 * `accepted`: taken over; whether it arrives is told in CloudWatch's logs alone. `later`: not sent, or nobody knows, and not because of the
 * number. The two others are the number's own doing and final.
 */
export type TextFate = 'accepted' | 'refused' | 'opted-out' | 'later';

/** Sends one SMS to an E.164 number. Never throws for what a service may do: one person's trouble is nobody else's. */
export type Texter = (number: string, text: string) => Promise<TextFate>;
