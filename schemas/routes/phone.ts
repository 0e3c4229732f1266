import * as z from 'zod/mini';
import { Phone, PhoneCode, WrittenNumber } from '../phone.ts';
import { defineRoute } from './route.ts';

export const phone = {
  readMyPhone: defineRoute({
    method: 'GET',
    path: '/account/phone',
    summary: 'Lire le numéro de téléphone de mon compte',
    access: 'signed-in',
    status: 200,
    response: Phone,
    problems: [],
  }),
  choosePhone: defineRoute({
    method: 'PUT',
    path: '/account/phone',
    summary: 'Choisir un numéro de téléphone et y recevoir un code',
    access: 'signed-in',
    audit: 'phone.chosen',
    body: z.object({ number: WrittenNumber }),
    status: 202,
    response: Phone,
    problems: ['account-suspended', 'phone-refused', 'phone-opted-out', 'too-many-codes', 'sms-unavailable'],
  }),
  verifyPhone: defineRoute({
    method: 'POST',
    path: '/account/phone/verification',
    summary: 'Vérifier mon numéro de téléphone par le code reçu',
    access: 'signed-in',
    audit: 'phone.verified',
    body: z.object({ code: PhoneCode }),
    status: 200,
    response: Phone,
    problems: ['phone-code-wrong', 'phone-code-gone'],
  }),
  removePhone: defineRoute({
    method: 'DELETE',
    path: '/account/phone',
    summary: 'Retirer le numéro de téléphone de mon compte',
    access: 'signed-in',
    audit: 'phone.removed',
    status: 200,
    response: Phone,
    problems: [],
  }),
};
