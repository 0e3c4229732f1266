import { useState } from 'preact/hooks';
import type { FactorsChanged } from '../../../../schemas/factor.ts';
import { factors } from '../../../../schemas/routes/factors.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi } from '../../frame/parvis.ts';
import { CredentialsPart } from './credentials-part.tsx';
import { IdentityLinks } from './identity-links.tsx';
import { Passkeys } from './passkeys.tsx';
import { NewCodes, RecoveryCodes } from './recovery-codes.tsx';
import { Totp } from './totp.tsx';

/** How somebody proves who they are, beside the password. */
export const SignInMeans = () => {
  const api = useApi(factors);
  const loading = useLoading(() => api.readMyFactors());
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <Page title="Connexion et sécurité" overline="Mon compte">
      {codes && <NewCodes codes={codes} />}
      <CredentialsPart />
      <Loaded of={loading}>
        {(mine) => {
          const changed = ({ factors: next, recoveryCodes }: FactorsChanged) => {
            loading.show(next);
            if (recoveryCodes) setCodes(recoveryCodes);
          };
          return (
            <>
              {mine.required && <p class="note">Votre rôle demande un deuxième moyen de connexion : gardez-en toujours un.</p>}
              <Totp factors={mine} onChanged={changed} />
              <Passkeys factors={mine} onChanged={changed} />
              <RecoveryCodes factors={mine} onChanged={changed} />
            </>
          );
        }}
      </Loaded>
      <IdentityLinks />
    </Page>
  );
};
