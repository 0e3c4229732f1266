const PORTS = ['', '443', '8443'];
const LOOPBACK = '127.0.0.1';
const LITERAL = /^(\d+\.){3}\d+$|^\[/;
/** Names that lead to machines of a network, never to the public one. */
const INNER = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid)\.?$/;

/**
 * Why an endpoint of a partner cannot be there, in French; undefined when it can. What its name leads to is looked at when it is connected to.
 * `loopback` also takes plain HTTP on this machine: for a system that runs whole on one.
 */
export const addressRefusal = (address: string, loopback: boolean): string | undefined => {
  if (!URL.canParse(address)) return 'Ce n’est pas une adresse.';
  const { protocol, hostname, port, username, password, hash } = new URL(address);
  if (username !== '' || password !== '') return 'L’adresse ne doit contenir ni nom d’utilisateur ni mot de passe.';
  if (hash !== '') return 'L’adresse ne doit pas contenir de « # ».';
  if (loopback && protocol === 'http:' && hostname === LOOPBACK) return undefined;
  if (protocol !== 'https:') return 'L’adresse doit commencer par https://.';
  if (!PORTS.includes(port)) return 'Seuls les ports 443 et 8443 sont acceptés.';
  if (LITERAL.test(hostname)) return 'L’adresse doit contenir un nom de domaine, et non une adresse IP.';
  if (!hostname.includes('.') || INNER.test(hostname)) return 'Ce nom ne mène pas à une machine publique.';
  return undefined;
};
