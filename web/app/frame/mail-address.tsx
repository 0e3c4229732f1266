/** An e-mail address: on a narrow screen its line breaks before the « @ », and within a word only where even that is too long. */
export const MailAddress = ({ of }: { of: string }) => {
  const at = of.lastIndexOf('@');
  return (
    <>
      {of.slice(0, at)}
      <wbr />
      {of.slice(at)}
    </>
  );
};
