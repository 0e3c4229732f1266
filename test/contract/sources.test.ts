import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markOfSources } from '../../lib/sources.ts';

describe('an assembly that is there is only taken while its sources are as they were', () => {
  let root: string;
  const write = (file: string, text: string): void => {
    writeFileSync(join(root, file), text);
    utimesSync(join(root, file), 1000, 1000);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parvis-sources-'));
    for (const folder of ['bin', 'lib', 'functions/alerts', 'schemas', 'web']) mkdirSync(join(root, folder), { recursive: true });
    for (const file of ['cdk.json', 'package-lock.json', 'tsconfig.json', 'functions/alerts/leave.ts', 'web/site.css'])
      write(file, 'before');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each<[string, () => void]>([
    ['a function is longer', () => write('functions/alerts/leave.ts', 'longer than before')],
    ['a function is written to, at the same length', () => utimesSync(join(root, 'functions/alerts/leave.ts'), 2000, 2000)],
    ['a file is added deep in a folder', () => write('functions/alerts/return.ts', '')],
    ['a file is taken away', () => rmSync(join(root, 'functions/alerts/leave.ts'))],
    ['the settings of stages change', () => write('cdk.json', 'other settings')],
    ['a library changes', () => write('package-lock.json', 'other libraries')],
  ])('no longer when %s', (_what, change) => {
    const before = markOfSources(root);
    change();
    expect(markOfSources(root)).not.toBe(before);
  });

  it('still when nothing changed, or only what it is not made of', () => {
    const before = markOfSources(root);
    write('web/site.css', 'another style');
    expect(markOfSources(root)).toBe(before);
  });
});
