import { expect } from 'chai';
import { pythonFloat, pythonRepr } from '../../../sample/python-repr.js';

// The right-hand sides are what CPython 3.11 printed.
describe('pythonRepr', () => {
  const texts: [text: string, repr: string][] = [
    ['plain', `'plain'`],
    ["O'Kane", `"O'Kane"`],
    ['say "x"', `'say "x"'`],
    [`both ' and "`, `'both \\' and "'`],
    ['back\\slash', `'back\\\\slash'`],
    ['a\u00a0b', `'a\\xa0b'`],
    ['z\u200bw', `'z\\u200bw'`],
    ['tab\tnl\ncr\r', `'tab\\tnl\\ncr\\r'`],
    ['é漢🎈', `'é漢🎈'`],
    ['\u{e0001}', `'\\U000e0001'`],
    ['\u3000', `'\\u3000'`],
  ];
  for (const [text, repr] of texts) {
    it(`writes ${JSON.stringify(text)} as Python does`, () => expect(pythonRepr(text)).to.equal(repr));
  }

  it('writes None, booleans, lists and dicts', () => {
    expect(pythonRepr([{ id: 1, path: null, on: true, off: false }, []])).to.equal(
      `[{'id': 1, 'path': None, 'on': True, 'off': False}, []]`,
    );
  });
});

describe('pythonFloat', () => {
  const floats: [number: number, repr: string][] = [
    [0, '0.0'],
    [81, '81.0'],
    [7.7, '7.7'],
    [0.0001, '0.0001'],
    [0.000099, '9.9e-05'],
    [9e-6, '9e-06'],
    [547.488298, '547.488298'],
  ];
  for (const [number, repr] of floats) {
    it(`writes ${repr}`, () => expect(pythonFloat(number)).to.equal(repr));
  }
});
