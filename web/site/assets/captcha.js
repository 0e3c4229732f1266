// Does the work that a form asks of browsers (ALTCHA, second version), so that nobody has to read or hear a code.
const block = document.querySelector('[data-work]');
const field = block?.querySelector('input[name="altcha"]');
const shown = block?.querySelector('.captcha-script');
const state = block?.querySelector('.captcha-state');

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The key that a counter leads to: the nonce and the counter, through PBKDF2. */
const keyOf = async ({ nonce, salt, cost, keyLength }, counter) => {
  const password = new Uint8Array(bytesOf(nonce).length + 4);
  password.set(bytesOf(nonce));
  new DataView(password.buffer).setUint32(password.length - 4, counter);
  const material = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', salt: bytesOf(salt), iterations: cost, hash: 'SHA-256' };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(parameters, material, keyLength * 8)));
};

const AT_ONCE = 8;

const solve = async ({ parameters }) => {
  for (let first = 0; ; first += AT_ONCE) {
    const counters = Array.from({ length: AT_ONCE }, (_, at) => first + at);
    const keys = await Promise.all(counters.map((counter) => keyOf(parameters, counter)));
    const found = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
    if (found >= 0) return { counter: first + found, derivedKey: keys[found] };
  }
};

const prove = async () => {
  const challenge = JSON.parse(block.dataset.work);
  const form = field.form;
  shown.hidden = false;
  let wanted = false;
  const wait = (event) => {
    event.preventDefault();
    wanted = event.submitter ?? true;
  };
  form.addEventListener('submit', wait);
  try {
    field.value = btoa(JSON.stringify({ challenge, solution: await solve(challenge) }));
    state.textContent = 'Vérification faite\u00a0: vous n’avez rien d’autre à faire.';
  } catch {
    state.textContent = 'Votre navigateur n’a pas pu faire la vérification\u00a0: demandez un code.';
  }
  form.removeEventListener('submit', wait);
  if (wanted) form.requestSubmit(wanted === true ? undefined : wanted);
};

if (field && shown) void prove();
