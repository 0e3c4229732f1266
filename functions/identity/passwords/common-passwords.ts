/** Whether many people have this password, so that it is among the first to be tried. */
export type IsCommonPassword = (password: string) => Promise<boolean>;

/** Digits and signs that people put after a word to please a rule. */
const TAIL = /[\d\p{P}\p{S}]{1,5}$/u;
const LEAST_WORD = 4;

/** Read when somebody first chooses a password: nothing else needs it. */
const load = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map(String));
};

/**
 * Compared without case: « Motdepasse1 » is as common as « motdepasse1 ». A common word with little after it is common too, for that is how words
 * become passwords everywhere.
 */
export const commonPasswords = (): IsCommonPassword => {
  let loading: Promise<ReadonlySet<string>> | undefined;
  return async (password) => {
    loading ??= load();
    const common = await loading;
    const folded = password.toLowerCase();
    const word = folded.replace(TAIL, '');
    return common.has(folded) || (word.length >= LEAST_WORD && common.has(word));
  };
};

/** Whether a password is the person's own address in other words: whoever knows the address would try it first. */
export const repeatsAddress = (password: string, email: string): boolean => {
  const name = email.slice(0, email.lastIndexOf('@')).toLowerCase();
  return name.length >= LEAST_WORD && password.toLowerCase().includes(name);
};
