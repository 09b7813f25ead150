// The standard rules, less those about the look of the source and those that would shut out
// readers with an older browser.

export default {
  extends: 'stylelint-config-standard',
  rules: {
    // Short rules stand on one line, related ones close together.
    'at-rule-empty-line-before': null,
    'custom-property-empty-line-before': null,
    'declaration-block-single-line-max-declarations': null,
    'declaration-empty-line-before': null,
    'rule-empty-line-before': null,
    // Every reader loads these marks, and no name needs them.
    'selector-attribute-quotes': 'never',
    // Rules are grouped by component; the cascade layers decide, not the order of the file.
    'no-descending-specificity': null,
    // `min-width: 40rem` is understood by every browser, `width >= 40rem` only since 2023.
    'media-feature-range-notation': null,
    // Safari on iOS knows this property with its prefix alone.
    'property-no-vendor-prefix': [true, { ignoreProperties: ['-webkit-text-size-adjust'] }],
    // Names of fonts are names.
    'value-keyword-case': ['lower', { ignoreProperties: ['font-family', '/^--font/', '/^--.*(sans|serif|mono)/'] }],
  },
};
