/**
 * What the compiler promises, each with code that must not compile. `tsc` refuses an expected error that does not come, so a promise that
 * is no longer kept fails `npm run check`.
 */
import * as z from 'zod/mini';
import { eventConsumer } from '../../functions/shared/consumer.ts';
import { log } from '../../functions/shared/log.ts';
import type { ApiDependencies } from '../../functions/shared/pipeline.ts';
import type { UseCase, UseCases } from '../../functions/shared/router.ts';
import { newEvent } from '../../functions/shared/store/commit.ts';
import type { EnvironmentOf } from '../../schemas/environment.ts';
import { defineConsumer } from '../../schemas/events/event.ts';
import { ficheRevised } from '../../schemas/events/fiches.ts';
import { consumers } from '../../schemas/events/index.ts';
import { FicheId } from '../../schemas/fiche.ts';
import type { accounts } from '../../schemas/routes/accounts.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import { routes } from '../../schemas/routes/index.ts';
import { defineRoute } from '../../schemas/routes/route.ts';
import { client } from '../../web/client.ts';

const base = { summary: 'Essai', access: 'signed-in', status: 204, problems: [] } as const;
const page = { ...base, access: 'public', status: 200, media: 'html', response: z.string() } as const;
const placeId = z.object({ placeId: z.uuid() });

export const declarations = [
  defineRoute({ ...base, method: 'GET', path: '/places/{placeId}', params: placeId }),
  defineRoute({ ...base, method: 'PUT', path: '/places/{placeId}', params: placeId, audit: 'place.named' }),
  // @ts-expect-error the path has a placeholder that params does not know
  defineRoute({ ...base, method: 'GET', path: '/places/{placeId}/rooms/{roomId}', params: placeId }),
  // @ts-expect-error params has a name that the path does not hold
  defineRoute({ ...base, method: 'GET', path: '/places/{placeId}', params: placeId.extend({ roomId: z.uuid() }) }),
  // @ts-expect-error a path with a placeholder needs params
  defineRoute({ ...base, method: 'GET', path: '/places/{placeId}' }),
  // @ts-expect-error a path without placeholder takes no params
  defineRoute({ ...base, method: 'GET', path: '/places', params: placeId }),
  // @ts-expect-error a write without an audit record
  defineRoute({ ...base, method: 'DELETE', path: '/places' }),
  // @ts-expect-error a read with an audit record
  defineRoute({ ...base, method: 'GET', path: '/places', audit: 'place.read' }),
  // @ts-expect-error access by space on a path that names no space
  defineRoute({ ...base, method: 'GET', path: '/places', access: { space: 'member' } }),
  // @ts-expect-error a route without access
  defineRoute({ summary: 'Essai', method: 'GET', path: '/places', status: 204, problems: [] }),
  // @ts-expect-error nobody is refused for not being a citizen
  defineRoute({ ...base, method: 'GET', path: '/places', access: { role: 'citizen' } }),
  // @ts-expect-error the pipeline's own problems follow from the declaration
  defineRoute({ ...base, method: 'GET', path: '/places', problems: ['forbidden'] }),
  // @ts-expect-error a problem that the vocabulary does not have
  defineRoute({ ...base, method: 'GET', path: '/places', problems: ['place-on-fire'] }),
  defineRoute({ ...page, method: 'POST', path: '/places', audit: 'place.named', form: z.object({ name: z.string() }) }),
  // @ts-expect-error a form is answered by a page
  defineRoute({ ...base, method: 'POST', path: '/places', audit: 'place.named', form: z.object({ name: z.string() }) }),
  // @ts-expect-error a form changes something
  defineRoute({ ...page, method: 'GET', path: '/places', form: z.object({ name: z.string() }) }),
  // @ts-expect-error a form comes alone
  defineRoute({ ...page, method: 'POST', path: '/places', audit: 'place.named', form: placeId, body: placeId }),
];

type AccountCases = UseCases<typeof accounts>;
declare const cases: AccountCases;
const { resumeMail: _left, ...unfinished } = cases;

/** Every route has its use case. */
export const complete: AccountCases = cases;
// @ts-expect-error resumeMail has no use case
export const incomplete: AccountCases = unfinished;
// @ts-expect-error nor does the pipeline take a table with a hole
export const holed: Pick<ApiDependencies<typeof accounts>, 'useCases'> = { useCases: unfinished };

/** A use case raises only what its route declares, and answers what its schema says. */
export const raising: UseCase<typeof accounts.readMyAccount> = async (_input, { problem }) => {
  throw problem('account-not-found');
};
export const overreaching: UseCase<typeof accounts.readMyAccount> = async (_input, { problem }) => {
  // @ts-expect-error this route does not declare account-exists
  throw problem('account-exists');
};
// @ts-expect-error the answer is not an account
export const wrongAnswer: UseCase<typeof accounts.readMyAccount> = async () => ({ name: 'Camille' });
export const nobody: UseCase<typeof alerts.showLeavePage> = async (_input, { caller }) => {
  // @ts-expect-error a public route has no caller
  return caller.accountId;
};
export const traceless: UseCase<typeof alerts.readReach> = async (_input, { trail }) => {
  // @ts-expect-error a read leaves no trail
  return { people: trail.action.length };
};

export const variables: EnvironmentOf<'publisher-outbox'> = { EVENTS_TOPIC: 'arn' };
// @ts-expect-error a variable that the function reads was forgotten
export const forgotten: EnvironmentOf<'fiches-index'> = { FICHES_TABLE: 'fiches' };
// @ts-expect-error a variable that the function does not read
export const surplus: EnvironmentOf<'publisher-outbox'> = { EVENTS_TOPIC: 'arn', FICHES_TABLE: 'fiches' };

const react = async () => {};
export const listening = eventConsumer(consumers['fiches-index'], { 'fiche.revised': react });
// @ts-expect-error the consumer forgets the event it is declared for
export const deaf = eventConsumer(consumers['fiches-index'], {});
// @ts-expect-error the consumer reacts to an event that it is not declared for
export const eager = eventConsumer(consumers['fiches-index'], { 'fiche.revised': react, 'fiche.declared-significant': react });
// @ts-expect-error a consumer says who is hurt when it fails
export const careless = defineConsumer({ on: [ficheRevised] });
// @ts-expect-error an event's detail is of its own schema
export const wrongDetail = newEvent(ficheRevised, { audience: 'particuliers', ficheId: 'F2' });

/** Never called: only its types matter. */
export const calls = async () => {
  const api = client(routes, { base: '' });
  const fiche = { audience: 'particuliers' as const, ficheId: FicheId.parse('F2') };
  await api.readMyAccount();
  await api.listFiches({ query: { audience: 'particuliers' } });
  const { revision } = await api.decideRevision({
    params: { ...fiche, revision: 2 },
    body: { significance: 'minor', reason: 'Une faute de frappe' },
  });
  const known: number = revision;
  // @ts-expect-error an answer's field has its own type
  const mistaken: string = revision;
  // @ts-expect-error no such route
  await api.deleteEverything();
  // @ts-expect-error the parameters are missing
  await api.readFiche();
  // @ts-expect-error the audience does not exist
  await api.listFiches({ query: { audience: 'personne' } });
  // @ts-expect-error the body is not a decision
  await api.decideRevision({ params: { ...fiche, revision: 2 }, body: { significance: 'significant' } });
  // @ts-expect-error a read takes no body
  await api.readFiche({ params: fiche, body: {} });
  // @ts-expect-error a line of the log carries no address
  log('request.answered', { email: 'camille@exemple.fr' });
  // @ts-expect-error nor a code that the table does not have
  log('something.happened');
  return { known, mistaken };
};
