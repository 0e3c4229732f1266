import { randomBytes, randomUUID } from 'node:crypto';
import { type Environment, type EnvironmentSettings, FunctionFailed, startEnvironment } from './environment.ts';

export interface FunctionSettings extends EnvironmentSettings {
  arn: string;
  timeoutSeconds: number;
  /** How many environments at most; further events wait for one. */
  concurrency: number;
}

export interface LocalFunction {
  /** As people say it: `alerts-delivery`. */
  readonly name: string;
  readonly arn: string;
  readonly concurrency: number;
  /** Runs the function on one event. Throws `FunctionFailed`. */
  invoke: (event: unknown) => Promise<unknown>;
  /** Ends its processes at once, in the middle of whatever they do; gives how many there were. */
  kill: () => number;
  /** Process ids of its environments that live now. */
  environments: () => number[];
  /** Lets go of everything; events that wait are refused. */
  stop: () => Promise<void>;
}

const PAYLOAD_BYTES = 6 * 1024 * 1024;

const traceId = (): string => `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;

/** A function with its environments: each a process that takes one event at a time, started when an event finds none idle. */
export const localFunction = (settings: FunctionSettings): LocalFunction => {
  const { name, arn, timeoutSeconds, concurrency } = settings;
  const living = new Set<Environment>();
  const idle: Environment[] = [];
  const waiting: (() => void)[] = [];
  let taken = 0;
  let stopped = false;

  const failed = (errorType: string, errorMessage: string): FunctionFailed => new FunctionFailed(name, { errorType, errorMessage });

  const forget = async (environment: Environment): Promise<void> => {
    await environment.ended;
    living.delete(environment);
    if (idle.includes(environment)) idle.splice(idle.indexOf(environment), 1);
  };

  const start = async (): Promise<Environment> => {
    const environment = startEnvironment(settings);
    living.add(environment);
    void forget(environment);
    await environment.ready;
    return environment;
  };

  /** A place that becomes free goes straight to the event that waits longest. */
  const takePlace = async (): Promise<void> => {
    if (taken < concurrency) taken += 1;
    else await new Promise<void>((free) => waiting.push(free));
    if (stopped) throw failed('Runtime.Stopped', 'the local system has stopped');
  };

  const leavePlace = (): void => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };

  const run = async (environment: Environment, event: unknown): Promise<unknown> => {
    const message = {
      event,
      deadline: Date.now() + timeoutSeconds * 1000,
      traceId: traceId(),
      awsRequestId: randomUUID(),
      functionName: settings.variables['AWS_LAMBDA_FUNCTION_NAME'],
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: String(settings.memoryMegabytes),
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: String(environment.pid),
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void environment.kill();
    }, timeoutSeconds * 1000);
    const payload = await environment
      .handle(message)
      .catch((error: unknown) => {
        throw late ? failed('Sandbox.Timedout', `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`) : error;
      })
      .finally(() => clearTimeout(timer));
    if (payload.length > PAYLOAD_BYTES)
      throw failed('Function.ResponseSizeTooLarge', `answered ${payload.length} bytes, and 6 MB are allowed`);
    return JSON.parse(payload);
  };

  return {
    name,
    arn,
    concurrency,
    environments: () => [...living].map(({ pid }) => pid),
    async invoke(event) {
      await takePlace();
      try {
        const environment = idle.pop() ?? (await start());
        try {
          return await run(environment, event);
        } finally {
          if (living.has(environment)) idle.push(environment);
        }
      } finally {
        leavePlace();
      }
    },
    kill() {
      idle.length = 0;
      for (const environment of living) void environment.kill();
      return living.size;
    },
    async stop() {
      stopped = true;
      for (const free of waiting.splice(0)) free();
      await Promise.all([...living].map((environment) => environment.kill()));
    },
  };
};
