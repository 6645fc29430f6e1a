// Package alerttexts renders what alerts say, as Grafana would, without one: of the incidents of the demo's year from what
// the engine answers to the generated rules, and of each kind of policy from made figures.
package alerttexts
