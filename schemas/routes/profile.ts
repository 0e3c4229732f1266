import * as z from 'zod/mini';
import { profileBlocks } from '../profile.ts';
import { defineRoute } from './route.ts';

const { identity, address, contact, family } = profileBlocks;

const Profile = z
  .object({ identity: identity.read, address: address.read, contact: contact.read, family: family.read })
  .register(z.globalRegistry, { id: 'Profile' });

export const profile = {
  readProfile: defineRoute({
    method: 'GET',
    path: '/account/profile',
    summary: 'Lire mes informations',
    access: 'signed-in',
    status: 200,
    response: Profile,
    problems: [],
  }),
  readIdentity: defineRoute({
    method: 'GET',
    path: '/account/profile/identity',
    summary: 'Lire mon identité',
    access: 'signed-in',
    status: 200,
    response: identity.read,
    problems: [],
  }),
  saveIdentity: defineRoute({
    method: 'PUT',
    path: '/account/profile/identity',
    summary: 'Enregistrer mon identité',
    access: 'signed-in',
    audit: 'profile.identity-saved',
    body: identity.save,
    status: 200,
    response: identity.read,
    problems: ['profile-outdated', 'profile-field-locked', 'account-not-found'],
  }),
  readAddress: defineRoute({
    method: 'GET',
    path: '/account/profile/address',
    summary: 'Lire mon adresse principale',
    access: 'signed-in',
    status: 200,
    response: address.read,
    problems: [],
  }),
  saveAddress: defineRoute({
    method: 'PUT',
    path: '/account/profile/address',
    summary: 'Enregistrer mon adresse principale',
    access: 'signed-in',
    audit: 'profile.address-saved',
    body: address.save,
    status: 200,
    response: address.read,
    problems: ['profile-outdated', 'profile-field-locked', 'account-not-found'],
  }),
  readContact: defineRoute({
    method: 'GET',
    path: '/account/profile/contact',
    summary: 'Lire mes moyens de contact',
    access: 'signed-in',
    status: 200,
    response: contact.read,
    problems: [],
  }),
  saveContact: defineRoute({
    method: 'PUT',
    path: '/account/profile/contact',
    summary: 'Enregistrer mes moyens de contact',
    access: 'signed-in',
    audit: 'profile.contact-saved',
    body: contact.save,
    status: 200,
    response: contact.read,
    problems: ['profile-outdated', 'profile-field-locked', 'account-not-found'],
  }),
  readFamily: defineRoute({
    method: 'GET',
    path: '/account/profile/family',
    summary: 'Lire ma situation familiale',
    access: 'signed-in',
    status: 200,
    response: family.read,
    problems: [],
  }),
  saveFamily: defineRoute({
    method: 'PUT',
    path: '/account/profile/family',
    summary: 'Enregistrer ma situation familiale',
    access: 'signed-in',
    audit: 'profile.family-saved',
    body: family.save,
    status: 200,
    response: family.read,
    problems: ['profile-outdated', 'profile-field-locked', 'account-not-found'],
  }),
};
