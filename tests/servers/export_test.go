package servers

// PickPort lets a test choose the ports that Serve tries.
var PickPort = &pickPort
