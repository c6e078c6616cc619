/** Under this name the folded sub-threads of each thread are kept on this device. */
export const FOLDS = 'colloquy:folded';

/** Whether it is worth loading the code that looks for this thread's. */
export function hasRememberedFolds(): boolean {
  try {
    return localStorage.getItem(FOLDS) !== null;
  } catch {
    return false;
  }
}
