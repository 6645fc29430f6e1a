import { durationError } from './duration';

describe('durationError', () => {
  it.each(['', '7d', '1w2d', '1d12h', '90m', '500ms', '$window', '[[window]]'])('has nothing against %p', (text) => {
    expect(durationError(text)).toBeUndefined();
  });

  it.each(['7', 'd', '0d', '7 d', '1h1d', '-7d', '1.5d', '1y'])('refuses %p, as the backend does', (text) => {
    expect(durationError(text)).toContain(text);
  });
});
