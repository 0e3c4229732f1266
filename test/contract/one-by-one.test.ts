import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonalLetter } from '../../functions/alerts/mailer.ts';
import { ANSWER_WITHIN } from '../../functions/alerts/sending/send-chunk.ts';
import { wireOneByOne } from '../../functions/alerts/wiring/one-by-one.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { endlessTurn } from '../doubles/turns.ts';

const chunk = { publicationId: publicationId(anAnnouncement()), part: '00', chunk: 0 };
const lettersTo = (people: number): PersonalLetter[] =>
  Array.from({ length: people }, (_, position) => ({
    position,
    address: `personne-${position}@exemple.fr`,
    leaveAddress: `https://parvis.example/api/leave/${position}`,
    mail: { subject: 'Fiche modifiée', html: '<p>été</p>', text: 'été' },
  }));

type Answer = (incoming: IncomingMessage, response: ServerResponse) => unknown;

let service: Server;
let answer: Answer;
beforeEach(async () => {
  service = createServer((incoming, response) => void answer(incoming, response));
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', `http://127.0.0.1:${(service.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'eu-west-3');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(() => {
  vi.unstubAllEnvs();
  service.closeAllConnections();
  service.close();
});

const send = (people: number) => {
  const { personal } = wireOneByOne({ sender: 'alertes@parvis.example', configurationSet: 'alertes' });
  return personal({ chunk, letters: lettersTo(people), turn: endlessTurn });
};

describe('the connections on which letters go one by one', () => {
  it('bring each letter as it is, many at once', async () => {
    const told: string[] = [];
    answer = async (incoming, response) => {
      const { Destination, Content } = JSON.parse((await incoming.toArray()).join(''));
      told.push(`${Destination.ToAddresses[0]} ${Content.Simple.Body.Text.Data}`);
      response.end('{"MessageId":"one"}');
    };
    expect(await send(64)).toEqual(Array(64).fill('accepted'));
    expect(told.toSorted()).toEqual(
      lettersTo(64)
        .map(({ address }) => `${address} été`)
        .toSorted(),
    );
  });

  it('tell a letter that is refused from one that nobody knows of', async () => {
    const refuse: Answer = (_, response) => response.writeHead(400, { 'x-amzn-errortype': 'MessageRejected' }).end('{"message":"refused"}');
    const fail: Answer = (_, response) => response.writeHead(500).end('{}');
    const hangUp: Answer = ({ socket }) => socket.destroy();
    for (const [how, fate] of [
      [refuse, 'refused'],
      [fail, 'later'],
      [hangUp, 'later'],
    ] as const) {
      let calls = 0;
      answer = (incoming, response) => {
        calls += 1;
        how(incoming, response);
      };
      expect(await send(1)).toEqual([fate]);
      expect(calls).toBe(1);
    }
  });

  it('wait no longer than a worker may for an answer that does not come, or does not end', async () => {
    const silent: Answer = () => undefined;
    const endless: Answer = (_, response) => response.writeHead(200, { 'content-length': '100' }).write('{"Message');
    for (const how of [silent, endless]) {
      answer = how;
      const begun = performance.now();
      expect(await send(2)).toEqual(['later', 'later']);
      expect(performance.now() - begun).toBeLessThan(ANSWER_WITHIN);
    }
  });
});
