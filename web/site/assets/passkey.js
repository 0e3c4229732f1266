// Has the browser make or use a passkey for a form, and sends its answer with that form. Nothing is kept here.
const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const withBytes = (keys = []) => keys.map((key) => ({ ...key, id: bytesOf(key.id) }));

const known = ({ id, rawId, type, authenticatorAttachment }) => ({
  id,
  rawId: textOf(rawId),
  type,
  clientExtensionResults: {},
  ...(authenticatorAttachment && { authenticatorAttachment }),
});

const ceremonies = {
  async create(options) {
    const publicKey = {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    };
    const made = await navigator.credentials.create({ publicKey });
    return {
      ...known(made),
      response: {
        clientDataJSON: textOf(made.response.clientDataJSON),
        attestationObject: textOf(made.response.attestationObject),
        transports: made.response.getTransports?.() ?? [],
      },
    };
  },
  async get(options) {
    const publicKey = { ...options, challenge: bytesOf(options.challenge), allowCredentials: withBytes(options.allowCredentials) };
    const used = await navigator.credentials.get({ publicKey });
    const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
    return {
      ...known(used),
      response: {
        clientDataJSON: textOf(clientDataJSON),
        authenticatorData: textOf(authenticatorData),
        signature: textOf(signature),
        ...(userHandle && { userHandle: textOf(userHandle) }),
      },
    };
  },
};

const sentences = {
  InvalidStateError: 'Cet appareil a déjà une clé d’accès pour votre compte.',
  NotAllowedError:
    'La clé d’accès n’a pas servi\u00a0: vous avez renoncé, ou le temps a manqué. Recommencez, ou choisissez un autre moyen.',
};

const answer = async (form) => {
  const state = form.querySelector('.passkey-state');
  state.textContent = 'Suivez les indications de votre appareil.';
  try {
    form.elements.namedItem('passkey').value = JSON.stringify(await ceremonies[form.dataset.passkey](JSON.parse(form.dataset.options)));
    form.submit();
  } catch (error) {
    state.textContent = sentences[error.name] ?? 'Votre navigateur n’a pas pu utiliser de clé d’accès. Choisissez un autre moyen.';
  }
};

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void answer(form);
  });
}
