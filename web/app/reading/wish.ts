/** What somebody wanted when they were sent to sign in: to follow this fiche. Done when they are back on its page, and only then. */
const WISH = 'parvis.follow';

export const keepWish = (fiche: string): void => sessionStorage.setItem(WISH, fiche);

export const forgetWish = (): void => sessionStorage.removeItem(WISH);

/** Whether it was for this fiche; asked once, it is gone. */
export const takeWish = (fiche: string): boolean => {
  const wished = sessionStorage.getItem(WISH) === fiche;
  forgetWish();
  return wished;
};
