import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceInWords } from '../../functions/shared/device.ts';

const headers = [
  ['Firefox sur Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'],
  ['Firefox sur Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'],
  [
    'Chrome sur Android',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  ],
  [
    'Safari sur iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  ],
  [
    'Safari sur macOS',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  ],
  [
    'Edge sur Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
  ],
] as const;

describe('the device of somebody', () => {
  it.each(headers)('is %s', (words, header) => {
    expect(deviceInWords(header)).toBe(words);
  });

  it.each([undefined, '', 'x'])('is not guessed from %s', (header) => {
    expect(deviceInWords(header)).toBeUndefined();
  });

  it('fits a line of a history, whatever the header says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (header) => {
        expect((deviceInWords(header) ?? 'x').length).toBeLessThanOrEqual(300);
      }),
    );
  });
});
