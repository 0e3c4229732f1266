/** Why the owner of an account gets a letter that protects it. */
export const OWNER =
  'Vous recevez ce message parce que cette adresse est celle de votre compte Parvis. Il ne peut pas être désactivé : il protège votre compte.';
