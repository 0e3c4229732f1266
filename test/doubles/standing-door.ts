import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Argon2 } from '../../functions/identity/passwords/argon2.ts';
import { type DynamoForTests, startDynamo } from './dynamo-engine.ts';
import { frontDoor } from './front-door.ts';
import { keepLogLines } from './log-lines.ts';

/** What people at the door choose as their password. */
export const PASSWORD = 'Vert-pomme-42';

/** An address that nobody has had before. */
export const someone = () => `${randomUUID()}@exemple.fr`;

/** Tables for the tests of a file, and a door before them that each test finds without letters and at its own time. */
export const standingDoor = (argon2?: Argon2) => {
  let dynamo: DynamoForTests;
  let door: ReturnType<typeof frontDoor>;
  let log: ReturnType<typeof keepLogLines>;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());
  beforeEach(() => {
    log = keepLogLines();
    door = frontDoor(dynamo, argon2);
    return () => log.restore();
  });
  return { dynamo: () => dynamo, door: () => door, log: () => log };
};
