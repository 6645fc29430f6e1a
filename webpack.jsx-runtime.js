/**
 * A stand-in for `react/jsx-runtime` and `react/jsx-dev-runtime` over React.createElement.
 *
 * Dependencies compiled with the automatic JSX transform import these modules. Grafana 12.2.0 does not share them, and
 * bundling React 18's own copy would break on Grafana 13.2, which runs React 19. createElement exists in both.
 */
const React = require('react');

/** One element; `key` arrives apart from the props, and an undefined one must not become a prop. */
function jsx(type, props, key) {
  return React.createElement(type, key === undefined ? props : { ...props, key });
}

/** An element with several static children: as arguments, so that React asks no keys of them. */
function jsxs(type, { children, ...props }, key) {
  return React.createElement(type, key === undefined ? props : { ...props, key }, ...children);
}

/** The development form of both; only `isStatic` tells them apart. */
function jsxDEV(type, props, key, isStatic) {
  return isStatic ? jsxs(type, props, key) : jsx(type, props, key);
}

module.exports = { Fragment: React.Fragment, jsx, jsxs, jsxDEV };
