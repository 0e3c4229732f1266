import { afterEach, describe, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../functions/shared/environment.ts';
import { address, between, count, emptyOr, matching, text, type Variable } from '../../schemas/variables.ts';

describe('the text of a variable', () => {
  it.each<[string, Variable<unknown>, string, unknown]>([
    ['a name long enough', text(3), 'fiches', 'fiches'],
    ['a name too short', text(3), 'fi', undefined],
    ['what a pattern takes', matching(/^k\d$/), 'k1', 'k1'],
    ['what a pattern refuses', matching(/^k\d$/), 'k', undefined],
    ['an address', address, 'https://parvis.example', 'https://parvis.example'],
    ['an address without its scheme', address, 'parvis.example', undefined],
    ['nothing, where it may be left out', emptyOr(address), '', ''],
    ['nothing, where it may not', address, '', undefined],
    ['no address, where it may be left out', emptyOr(address), 'hub', undefined],
    ['a number at an end of its range', between(0, 1), '1', 1],
    ['a number beyond its range', between(0, 1), '1.01', undefined],
    ['no number', between(0, 1), 'half', undefined],
    ['an empty number', between(0, 1), ' ', undefined],
    ['a count', count, '120', 120],
    ['a count below 0', count, '-1', undefined],
    ['half a count', count, '1.5', undefined],
    ['an empty count', count, '', undefined],
  ])('%s', (_what, variable, given, read) => {
    expect(variable(given)).toBe(read);
  });
});

describe('a function', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('starts with its own variables alone', () => {
    vi.stubEnv('EVENTS_TOPIC', 'arn:aws:sns:eu-west-3:1:events');
    vi.stubEnv('FICHES_TABLE', 'fiches');
    expect(readEnvironment('publisher-outbox')).toEqual({ EVENTS_TOPIC: 'arn:aws:sns:eu-west-3:1:events' });
  });

  it('does not start without one of them, and names all that are missing or malformed', () => {
    vi.stubEnv('FICHES_TABLE', 'fiches');
    vi.stubEnv('FEEDS_TABLE', 'feeds');
    vi.stubEnv('SITE_BUCKET', 'site');
    vi.stubEnv('SITE_ADDRESS', 'not-an-address');
    vi.stubEnv('FEED_AUTHORITY', undefined);
    vi.stubEnv('FEED_HUB', '');
    expect(() => readEnvironment('fiches-feeds')).toThrow(
      'fiches-feeds does not start: missing or malformed: SITE_ADDRESS, FEED_AUTHORITY',
    );
  });
});
