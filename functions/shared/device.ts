import Bowser from 'bowser';

/** Names by which people do not know what they use. */
const knownAs: Record<string, string> = {
  'Chrome OS': 'ChromeOS',
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
};
const plain = (name: string | undefined): string | undefined => (name ? (knownAs[name] ?? name) : undefined);

/** Longer than any browser's; a made-up one is not read to its end. */
const READ = 400;

/**
 * From which device somebody acts, in words that they recognise: « Firefox sur Windows ». Without versions, which nobody knows of
 * themselves. Undefined when the header says nothing that people know.
 */
export const deviceInWords = (userAgent: string | undefined): string | undefined => {
  if (!userAgent) return undefined;
  const { browser, os, platform } = Bowser.parse(userAgent.slice(0, READ));
  const system = platform.vendor === 'Apple' && platform.model ? platform.model : plain(os.name);
  const program = plain(browser.name);
  if (program && system) return `${program} sur ${system}`;
  return program ?? system;
};
