import * as z from 'zod/mini';
import { type CreateDocumentOptions, createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type ProblemKind, problems } from '../schemas/problem.ts';
import { type ApiFunction, routesByFunction } from '../schemas/routes/index.ts';
import { type Access, problemsOf, type Route } from '../schemas/routes/route.ts';
import { API_SCOPE } from '../schemas/token.ts';

const tags: Record<ApiFunction, { name: string; description: string }> = {
  'accounts-api': { name: 'Comptes', description: 'Comptes des personnes et de leur espace personnel.' },
  'accounts-leaving': { name: 'Export et suppression', description: 'Copie de toutes ses données, et suppression de son compte.' },
  'fiches-api': { name: 'Fiches', description: 'Fiches pratiques, leurs révisions, leur import et leur rédaction.' },
  'alerts-api': { name: 'Alertes', description: 'Abonnements aux fiches, alertes par courriel et désabonnement.' },
  'documents-api': { name: 'Documents', description: 'Porte-documents d’un espace : documents, fichiers, place prise, corbeille.' },
  'alerts-phone': { name: 'Téléphone', description: 'Numéro de téléphone d’un compte, vérifié par un code, pour les alertes par SMS' },
  'spaces-api': {
    name: 'Espaces',
    description: 'Espace personnel et associations : membres, invitations et ce que chacun y a fait.',
  },
  'identity-pages': {
    name: 'Pages de connexion',
    description: 'Pages pour se connecter, s’inscrire et se déconnecter : elles n’ont besoin d’aucun script.',
  },
  'identity-provider': {
    name: 'Fournisseur d’identité',
    description: 'Points d’accès OpenID Connect, tels que leur propre description les annonce.',
  },
  'identity-api': { name: 'Connexions', description: 'Sessions ouvertes et moyens de connexion de la personne connectée.' },
  'identity-federation': {
    name: 'FranceConnect et ProConnect',
    description: 'Se connecter avec un service de l’État, lier son compte et supprimer sa liaison.',
  },
  'webhooks-api': {
    name: 'Webhooks',
    description: 'Partenaires prévenus par webhooks signés (Standard Webhooks) des modifications des fiches.',
  },
};

const roles = { agent: 'agents', editor: 'éditeurs', administrator: 'administrateurs' } as const;

const accessSentence = (access: Access): string => {
  if (access === 'public') return 'Ouvert à tous.';
  if (access === 'signed-in') return 'Réservé aux personnes connectées.';
  if ('role' in access) return `Réservé aux ${roles[access.role]}.`;
  return 'Réservé aux membres de l’espace ; pour les autres, il n’existe pas.';
};

const ProblemAnswer = z
  .object({
    type: z.string().register(z.globalRegistry, {
      description: 'Genre du problème, stable : ce que comparent les programmes',
      example: 'urn:parvis:problem:not-found',
    }),
    title: z.string().register(z.globalRegistry, { description: 'Ce qui ne va pas, pour une personne' }),
    status: z.int(),
    detail: z.optional(z.string()).register(z.globalRegistry, { description: 'Précision propre à cette demande' }),
    errors: z
      .optional(z.array(z.object({ field: z.string().register(z.globalRegistry, { example: 'body.email' }), detail: z.string() })))
      .register(z.globalRegistry, { description: 'Champs à corriger' }),
    instance: z.string().register(z.globalRegistry, { description: 'Numéro de la demande, à citer en cas de question' }),
  })
  .register(z.globalRegistry, { id: 'Problem', description: 'Réponse d’échec (RFC 9457)' });

const example = (kind: ProblemKind) => ({
  summary: problems[kind].title,
  value: {
    type: `urn:parvis:problem:${kind}`,
    title: problems[kind].title,
    status: problems[kind].status,
    instance: 'urn:parvis:request:1-67a0c1de-5f3b2a9c4d8e7f6a1b2c3d4e',
  },
});

const problemAnswers = (route: Route): ZodOpenApiOperationObject['responses'] => {
  const byStatus = Map.groupBy(problemsOf(route), (kind) => problems[kind].status);
  return Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      status,
      {
        description: kinds.map((kind) => problems[kind].title).join(' '),
        content: route.media
          ? { 'text/html': { schema: z.string() } }
          : {
              'application/problem+json': {
                schema: ProblemAnswer,
                examples: Object.fromEntries(kinds.map((kind) => [kind, example(kind)])),
              },
            },
      },
    ]),
  );
};

const media = (route: Route) => (route.media === 'html' ? 'text/html' : 'application/json');

const operation = (operationId: string, route: Route, tag: string): ZodOpenApiOperationObject => ({
  operationId,
  tags: [tag],
  summary: route.summary,
  description: [
    accessSentence(route.access),
    ...(route.recent ? ['Demande de s’être identifié depuis peu.'] : []),
    ...(route.audit ? [`Laisse une trace « ${route.audit} » au journal.`] : []),
  ].join(' '),
  security: route.access === 'public' ? [] : [{ accessToken: [API_SCOPE] }],
  ...((route.params || route.query) && {
    requestParams: { ...(route.params && { path: route.params }), ...(route.query && { query: route.query }) },
  }),
  ...(route.body && {
    requestBody: { required: !z.safeParse(route.body, undefined).success, content: { 'application/json': { schema: route.body } } },
  }),
  ...(route.form && { requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: route.form } } } }),
  responses: {
    ...(route.form && { 303: { description: 'La suite est à l’adresse de l’en-tête Location.' } }),
    ...(route.media === 'file' && { 303: { description: 'Le fichier est à l’adresse de l’en-tête Location.' } }),
    [route.status]: {
      description: route.summary,
      ...(route.media === 'file' && { content: { 'application/octet-stream': {} } }),
      ...(route.response && { content: { [media(route)]: { schema: route.response } } }),
    },
    ...problemAnswers(route),
  },
});

const paths = (): ZodOpenApiPathsObject => {
  const found: ZodOpenApiPathsObject = {};
  for (const [name, routes] of Object.entries(routesByFunction))
    for (const [operationId, route] of Object.entries<Route>(routes))
      found[route.path] = {
        ...found[route.path],
        [route.method.toLowerCase()]: operation(operationId, route, tags[name as ApiFunction].name),
      };
  return found;
};

/** Answers may grow: who reads them must not break on a property it does not know, so the document does not close them. */
const openAnswers: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

/** The API as OpenAPI 3.1 tells it, made from the declarations of the routes alone. */
export const openApiDocument = () =>
  createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Parvis',
        version: '1',
        description:
          'Comptes, fiches pratiques et alertes. Toute réponse d’échec d’une route suit la RFC 9457 ; la passerelle qui est devant elles répond d’un objet `message` (jeton absent ou refusé, chemin inconnu, demande trop grosse ou trop fréquente). Toute liste se lit page par page, par `cursor`.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: '/api' }],
      tags: Object.values(tags),
      components: {
        securitySchemes: {
          accessToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'Jeton d’accès (RFC 9068) de cinq minutes, signé par le service d’identité.',
          },
        },
      },
      paths: paths(),
    },
    { override: openAnswers },
  );
