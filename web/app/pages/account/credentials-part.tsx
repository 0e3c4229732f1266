import { credentials } from '../../../../schemas/routes/credentials.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { useApi } from '../../frame/parvis.ts';
import { AddressPart } from './address-part.tsx';
import { PasswordPart } from './password-part.tsx';

/** The password and the address by which somebody signs in. */
export const CredentialsPart = () => {
  const api = useApi(credentials);
  const loading = useLoading(() => api.readMyPassword());
  return (
    <Loaded of={loading}>
      {({ changedAt }) => (
        <>
          <PasswordPart changedAt={changedAt} onChanged={loading.reload} />
          <AddressPart hasPassword={changedAt !== null} />
        </>
      )}
    </Loaded>
  );
};
