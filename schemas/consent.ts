import * as z from 'zod/mini';
import { ClientId, PartnerScope } from './client.ts';

/** What a person agreed to let a partner know, as they read it. */
export const Consent = z
  .object({ clientId: ClientId, name: z.string(), purpose: z.string(), scopes: z.array(PartnerScope), since: z.iso.datetime() })
  .register(z.globalRegistry, { id: 'Consent' });
export type Consent = z.output<typeof Consent>;
