import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  payload: AdapterPayload;
  endsAt: number;
}

/** Codes, tokens and sessions of a look-alike: gone with the process, and each at its own end. */
export const keptInMemory = () => {
  const all = new Map<string, Kept>();
  const living = (key: string): AdapterPayload | undefined => {
    const kept = all.get(key);
    if (!kept || kept.endsAt > Date.now()) return kept?.payload;
    all.delete(key);
    return undefined;
  };
  return (model: string): Adapter => {
    const key = (id: string): string => `${model}#${id}`;
    return {
      async upsert(id, payload, expiresIn) {
        const endsAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
        all.set(key(id), { payload, endsAt });
      },
      find: async (id) => living(key(id)),
      async findByUid(uid) {
        const found = [...all].find(([name, { payload }]) => name.startsWith(`${model}#`) && payload.uid === uid);
        return found && living(found[0]);
      },
      findByUserCode: async () => undefined,
      async consume(id) {
        const payload = living(key(id));
        if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        all.delete(key(id));
      },
      async revokeByGrantId(grantId) {
        for (const [name, { payload }] of all) if (payload.grantId === grantId) all.delete(name);
      },
    };
  };
};
