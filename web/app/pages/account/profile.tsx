import type { BlockName } from '../../../../schemas/profile.ts';
import { profile } from '../../../../schemas/routes/profile.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi } from '../../frame/parvis.ts';
import { BlockForm } from './block-form.tsx';
import type { ReadAnyBlock } from './profile-block.ts';

const blocks: BlockName[] = ['identity', 'address', 'contact', 'family'];

type Save = (call: { body: unknown }) => Promise<ReadAnyBlock>;

export const ProfilePage = () => {
  const api = useApi(profile);
  const loading = useLoading(() => api.readProfile());
  /** The API reads what is sent by the schema of the block, and answers with the block. */
  const savers = {
    identity: api.saveIdentity,
    address: api.saveAddress,
    contact: api.saveContact,
    family: api.saveFamily,
  } as unknown as Record<BlockName, Save>;
  return (
    <Page title="Mes informations" overline="Mon compte">
      <p>
        Donnez ce que vous voulez : rien n’est obligatoire. Vos démarches en seront remplies d’avance, et vous pourrez toujours corriger.
      </p>
      <Loaded of={loading}>
        {(read) =>
          blocks.map((block) => (
            <BlockForm
              key={`${block}-${read[block].version}`}
              block={block}
              read={read[block]}
              onSave={async (body) => {
                const saved = await savers[block]({ body });
                loading.show({ ...read, [block]: saved });
                return saved;
              }}
            />
          ))
        }
      </Loaded>
    </Page>
  );
};
