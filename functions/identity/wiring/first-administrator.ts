import { randomUUID } from 'node:crypto';
import { dynamo } from '../../shared/aws.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { firstAdministrator } from '../staff/first-administrator.ts';
import { wireStaff } from './staff.ts';

export const wireFirstAdministrator = () => {
  const environment = readEnvironment('identity-first-administrator');
  const { store, ...dependencies } = wireStaff(dynamo(), environment);
  return firstAdministrator({
    ...dependencies,
    staff: store,
    siteAddress: environment.SITE_ADDRESS,
    newCorrelationId: randomUUID,
  });
};
