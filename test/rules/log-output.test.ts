import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { log } from '../../functions/shared/log.ts';

const failing = (code: string) => {
  vi.spyOn(fs, 'writeSync').mockImplementation(() => {
    throw Object.assign(new Error(code), { code });
  });
  syncBuiltinESMExports();
};

describe('a line of the log', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  it('goes straight to the output', () => {
    const written = vi.spyOn(fs, 'writeSync').mockReturnValue(1);
    syncBuiltinESMExports();
    log('request.answered', { status: 200 });
    const [output, line] = written.mock.calls[0] ?? [];
    expect(output).toBe(1);
    expect(JSON.parse(String(line))).toMatchObject({ level: 'INFO', message: 'request.answered', status: 200 });
    expect(String(line).endsWith('\n')).toBe(true);
  });

  it('waits in the stream when the output is full and does not wait by itself', () => {
    failing('EAGAIN');
    const streamed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    log('request.answered', { status: 200 });
    expect(JSON.parse(String(streamed.mock.calls[0]?.[0]))).toMatchObject({ message: 'request.answered' });
  });

  it('is not lost in silence when the output is gone', () => {
    failing('EBADF');
    expect(() => log('request.answered')).toThrow('EBADF');
  });
});
