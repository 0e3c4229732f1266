/** An address that those who know it recognise, and that nobody else can write to: for what stays when the invitation is gone. */
export const maskedAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  const [first] = Array.from(new Intl.Segmenter('fr').segment(address.slice(0, at)));
  return `${first?.segment ?? ''}…${address.slice(at)}`;
};
