import { writeSync } from 'node:fs';
import { errorCodes, type LogCode, type LogFields, warningCodes } from '../../schemas/log-codes.ts';

/** One structured line: a code from the table, and fields from its allow-list. */
export type Log = (code: LogCode, fields?: LogFields) => void;

interface LogContext {
  correlationId: string;
  requestId: string;
}

let context: LogContext | undefined;

/** What every line says until the next invocation: a function serves one at a time. */
export const logContext = (current: LogContext): void => {
  context = current;
};

const OUTPUT = 1;

/**
 * Straight to the output: to open it as a stream takes a third of a first call. A line is shorter than the 4,096 bytes that a pipe takes whole
 * or not at all; where it is full and does not make us wait, the stream waits in our place.
 */
const print = (line: string): void => {
  try {
    writeSync(OUTPUT, line);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    process.stdout.write(line);
  }
};

const isOf = (codes: readonly LogCode[], code: LogCode): boolean => codes.includes(code);
const levelOf = (code: LogCode) => (isOf(errorCodes, code) ? 'ERROR' : isOf(warningCodes, code) ? 'WARN' : 'INFO');

/** Written to the output itself: Lambda puts words of its own before what goes through its console, and a line would no longer be JSON. */
export const log: Log = (code, fields) => {
  const line = { level: levelOf(code), message: code, timestamp: new Date().toISOString(), ...context, ...fields };
  print(`${JSON.stringify(line)}\n`);
};

/** An error without its message: where it happened, and nothing that it may quote. */
export const errorFields = (error: unknown): Pick<LogFields, 'errorName' | 'errorStack'> =>
  error instanceof Error
    ? {
        errorName: error.name,
        errorStack: (error.stack ?? '')
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 8)
          .join('\n'),
      }
    : { errorName: typeof error };
