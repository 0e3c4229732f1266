import { type Actor, waitFor } from '../../local/acting.ts';

/** What somebody writes about themselves, and how they nearly leave. */
export const doEverythingWithAnAccount = async (person: Actor): Promise<void> => {
  const identity = {
    gender: null,
    familyName: 'Martin',
    usualName: null,
    givenNames: 'Camille',
    birthDate: '1990-05-17',
    birthPlace: null,
  };
  await person.saveIdentity({ body: { version: 0, fields: { ...identity, birthPlaceCode: null, birthCountryCode: null } } });
  const address = { street: '1 place de la Mairie', complement: null, postalCode: '75001', city: 'Paris', country: 'FR' };
  await person.saveAddress({ body: { version: 0, fields: address } });
  await person.saveContact({ body: { version: 0, fields: { phone: null, preferredMeans: 'email' } } });
  await person.saveFamily({ body: { version: 0, fields: { situation: 'married', children: null } } });
  const { id: exportId } = await person.askForExport({});
  await waitFor('the copy', async () => (await person.listExports({})).items[0]?.state === 'ready');
  await person.downloadExport({ params: { exportId } });
  await person.askForDeletion({ body: { understood: true } });
  await person.callDeletionBack({});
};
