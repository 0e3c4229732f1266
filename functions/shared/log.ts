import { Logger } from '@aws-lambda-powertools/logger';
import { type LogCode, type LogFields, logCodes } from '../../schemas/log-codes.ts';

/** One structured line: a code from the table, and fields from its allow-list. */
export type Log = (code: LogCode, fields?: LogFields) => void;

const logger = new Logger({ serviceName: 'parvis' });

/** What every line of the current invocation carries. */
export const logContext = (fields: { correlationId: string; requestId: string }): void => {
  logger.resetKeys();
  logger.appendKeys(fields);
};

export const log: Log = (code, fields = {}) => logger[logCodes[code].level](code, { ...fields });

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
