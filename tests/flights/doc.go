// Package flights tests the whole backend on the real log of the demo: from the provisioned settings to the frames.
package flights
