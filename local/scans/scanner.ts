import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** GuardDuty's words for what a scan found. */
export interface Scan {
  status: 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'FAILED';
  threat?: string;
}

export type Scanner = (bytes: Buffer) => Promise<Scan>;

/** The file by which every scanner can be tried; in two parts, so that no scanner takes this one for it. */
const TEST_FILE = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** What no scanner finds anything in. */
const CLEAN = Buffer.from('Rien à signaler.');

const LONGEST_SCAN_MILLISECONDS = 120_000;
const INFECTED = 1;

const onPath = (program: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/** ClamAV where it is installed: by its daemon, which answers at once, or by itself, which reads its signatures first. */
const clamAv = (program: string): Scanner => {
  const args = ['--no-summary', '-'];
  return (bytes) =>
    new Promise((resolve) => {
      const scanning = execFile(program, args, { timeout: LONGEST_SCAN_MILLISECONDS }, (error, output) => {
        if (!error) resolve({ status: 'NO_THREATS_FOUND' });
        else if (error.code !== INFECTED) resolve({ status: 'FAILED' });
        else resolve({ status: 'THREATS_FOUND', threat: /: (.+) FOUND/.exec(output)?.[1] ?? 'unnamed' });
      });
      scanning.stdin?.on('error', () => {}).end(bytes);
    });
};

/** The first program that is there and scans: one that finds neither its daemon nor its signatures would pass nothing. */
const scannerOf = async (programs: readonly string[], report: (message: string) => void): Promise<Scanner | undefined> => {
  for (const program of programs.map(onPath).filter((file) => file !== undefined)) {
    const scan = clamAv(program);
    if ((await scan(CLEAN)).status === 'NO_THREATS_FOUND') return scan;
    report(`${program} is installed and does not scan: does its daemon run, has it signatures? It is not asked until the next start.`);
  }
  return undefined;
};

export interface LocalScannerOptions {
  /** Those of ClamAV that are asked, by their names on the path, the first that scans. */
  programs?: readonly string[];
  /** Told of a program that is there and does not scan. */
  report: (message: string) => void;
}

/** Knows the EICAR test file, and all that ClamAV knows where ClamAV is installed and scans. */
export const localScanner = ({ programs = ['clamdscan', 'clamscan'], report }: LocalScannerOptions): Scanner => {
  let further: Promise<Scanner | undefined> | undefined;
  return async (bytes) => {
    if (bytes.includes(TEST_FILE)) return { status: 'THREATS_FOUND', threat: 'EICAR-Test-File' };
    further ??= scannerOf(programs, report);
    return (await further)?.(bytes) ?? { status: 'NO_THREATS_FOUND' };
  };
};
