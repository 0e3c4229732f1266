import { mkdirSync } from 'node:fs';
import { checkCoverage } from './assembly/coverage.ts';
import { Assembly, type Template } from './assembly.ts';
import type { AwsCaller } from './aws-call.ts';
import type { Mailbox } from './emulators/ses.ts';
import type { PhoneBox } from './emulators/texts/text-service.ts';
import { type Functions, functionsOf } from './functions.ts';
import { frontOrigin, openFront } from './http/front.ts';
import { openGateway } from './iam/gateway.ts';
import type { Meter } from './iam/meter.ts';
import { rolesOf } from './iam/roles.ts';
import { audienceOf, type Issuer, openIssuer } from './issuer.ts';
import { lookAlikeMounts, lookAlikeParameters } from './look-alikes/mounts.ts';
import { type Queues, queuesOf } from './queues.ts';
import { objectReader, objectScans } from './scans/object-scans.ts';
import { localScanner } from './scans/scanner.ts';
import { startServices } from './services.ts';
import { eventBus } from './triggers/event-bus.ts';
import { startMappings } from './triggers/mappings.ts';
import { objectNotifier } from './triggers/notifications.ts';
import { type Schedules, startSchedules } from './triggers/schedules.ts';

export interface SystemOptions {
  /** Where `cdk synth` wrote. */
  assemblyDir: string;
  /** Where everything is kept between runs. */
  dataDir: string;
  /** Taken when it is free, else any. */
  port?: number;
  /** A test's change to the templates, by stack name, before anything is read from them. */
  alterTemplates?: (templates: Record<string, Template>) => void;
  /** Hands every queue message to its function twice: SQS promises at least once. */
  deliverTwice?: boolean;
  /** Believes, in the place of Parvis's own provider, an issuer that signs whatever a test asks it to. */
  testIssuer?: boolean;
  /** Adds up what every function asks of AWS. */
  meter?: Meter;
  /** Told of every delivery, run or request that failed. */
  report?: (message: string) => void;
}

/** The whole system, running on this machine. */
export interface System {
  address: string;
  assembly: Assembly;
  /** Settings of an SDK client that may do anything, for a seed or a test. */
  operator: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  functions: Functions;
  queues: Queues;
  mailbox: Mailbox;
  /** The SMS that were sent, by number. */
  phone: PhoneBox;
  issuer: Issuer;
  /** Runs at once what the schedule of this function would run. */
  runSchedule: Schedules['run'];
  /** What roles have refused so far, in AWS's own words. */
  denied: readonly string[];
  /** Leaves no process and no open port behind; data stays. */
  stop: () => Promise<void>;
}

const REGION = 'eu-west-3';
const ACCOUNT = '000000000000';
/** No function has this key, so nothing is refused to it. */
const OPERATOR = 'operator';

type Stop = () => Promise<void>;

const stopAll = async (stops: Stop[]): Promise<void> => {
  for (const stop of stops.splice(0).toReversed()) await stop();
};

/** What the place decides: every other value is in the templates. */
const parametersOf = (address: string, issuer: string): Record<string, string> => ({
  SiteAddress: address,
  TokenIssuer: issuer,
  JwksAddress: `${issuer}/jwks`,
  MailDomain: 'parvis.example',
  ArchiveAddresses: '{}',
  FeedAuthority: 'parvis.example,2026',
  ...lookAlikeParameters(address),
});

const start = async (options: SystemOptions, stops: Stop[]): Promise<System> => {
  const {
    assemblyDir,
    dataDir,
    port = 0,
    alterTemplates,
    deliverTwice = false,
    testIssuer = false,
    meter,
    report = console.error,
  } = options;
  mkdirSync(dataDir, { recursive: true });
  const front = await openFront(port, report);
  stops.push(front.stop);
  const gateway = await openGateway();
  stops.push(gateway.stop);

  const assembly = new Assembly({
    directory: assemblyDir,
    place: { region: REGION, account: ACCOUNT, awsAddress: gateway.url },
    parameters: parametersOf(front.address, `${front.address}/${testIssuer ? 'issuer' : 'api/identity'}`),
    ...(alterTemplates && { alter: alterTemplates }),
  });
  checkCoverage(assembly);
  const caller: AwsCaller = { awsAddress: gateway.url, region: REGION, accessKeyId: OPERATOR };
  const roles = rolesOf(assembly);
  const mailIdentities = new Set(assembly.resources('AWS::SES::EmailIdentity').map(({ stack, id }) => assembly.name(stack, id)));

  const objects = objectReader(() => services.addresses.s3);
  const publish = eventBus(assembly, caller, report);
  const listeners = [
    objectNotifier(assembly, caller, report),
    objectScans({ assembly, scan: localScanner({ report }), read: objects, publish, report }),
  ];
  const services = await startServices({ assembly, dataDir, onObject: (event) => listeners.forEach((hear) => hear(event)) });
  stops.push(services.stop);
  const denied: string[] = [];
  gateway.guard({
    upstreams: services.addresses,
    roles,
    facts: { place: assembly.place, mailIdentities },
    onDenied: (message) => denied.push(message),
    meter,
  });

  const functions = functionsOf(assembly, dataDir);
  const issuer = openIssuer({ address: front.address, audience: audienceOf(assembly), dataDir });
  const origin = frontOrigin({ assembly, functions, s3Address: services.addresses.s3, report });
  const operator = { endpoint: gateway.url, region: REGION, credentials: { accessKeyId: OPERATOR, secretAccessKey: 'local' } };
  const lookAlikes = lookAlikeMounts({ address: front.address, dataDir, assembly, operator, report });
  front.open(origin, [...services.mounts, ...(testIssuer ? [issuer.mount] : []), ...lookAlikes]);
  const schedules = startSchedules(assembly, functions, report);
  const triggers = [schedules, ...startMappings({ assembly, functions, dataDir, deliverTwice, report })];
  stops.push(async () => {
    const stopped = Promise.all(triggers.map((trigger) => trigger.stop()));
    await functions.stop();
    await stopped;
  });
  return {
    address: front.address,
    assembly,
    operator,
    functions,
    queues: queuesOf(assembly, functions, caller),
    mailbox: services.mailbox,
    phone: services.phone,
    issuer,
    runSchedule: schedules.run,
    denied,
    stop: () => stopAll(stops),
  };
};

/** Starts everything that the templates say, and nothing else. Throws, with nothing left running, on what it cannot run as they say. */
export const startSystem = async (options: SystemOptions): Promise<System> => {
  const stops: Stop[] = [];
  try {
    return await start(options, stops);
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
};
