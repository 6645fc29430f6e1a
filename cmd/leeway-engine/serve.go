package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/plugin"
)

// runServe serves queries and a directory of files. It listens on loopback only: it asks nobody who they are.
func runServe(ctx context.Context, args []string) error {
	var source sourceFlags
	set := flag.NewFlagSet("serve", flag.ContinueOnError)
	source.register(set)
	address := set.String("addr", "127.0.0.1:0", "loopback address to listen on; port 0 takes a free one")
	static := set.String("static", "", "directory of files to serve")
	if err := set.Parse(args); err != nil {
		return exitError{2, err}
	}
	instances := map[string]*plugin.Instance{}
	sources, err := source.read()
	if err != nil {
		return err
	}
	for _, s := range sources {
		if instances[s.UID], err = source.open(s.UID, nil); err != nil {
			return err
		}
		defer instances[s.UID].Dispose()
	}
	listener, err := listen(*address)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/ds/query", func(w http.ResponseWriter, r *http.Request) {
		serveQuery(w, r, instances, sources[0].UID)
	})
	if *static != "" {
		mux.Handle("GET /", http.FileServer(http.Dir(*static)))
	}
	fmt.Printf("listening on http://%s\n", listener.Addr())
	return serve(ctx, listener, mux)
}

// listen refuses addresses that other machines could reach.
func listen(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("--addr: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("--addr: %q is not a loopback address such as 127.0.0.1", host)
	}
	return net.Listen("tcp", address)
}

func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: sameMachine(handler), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// sameMachine refuses requests that name another host: a web page whose domain was pointed at 127.0.0.1 after it loaded
// could otherwise read the log with the viewer's browser (DNS rebinding).
func sameMachine(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "this server answers for localhost only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// serveQuery answers one request as Grafana does: 200, or 207 when a query failed, its error beside the others.
func serveQuery(w http.ResponseWriter, r *http.Request, instances map[string]*plugin.Instance, fallback string) {
	w.Header().Set("Content-Type", "application/json")
	queries, uid, err := readRequest(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"message": err.Error()})
		return
	}
	instance, ok := instances[uid]
	if !ok {
		instance = instances[fallback]
	}
	responses := instance.Answer(r.Context(), queries, commandLine)
	out, err := json.Marshal(&backend.QueryDataResponse{Responses: responses})
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	if firstError(responses) != nil {
		w.WriteHeader(http.StatusMultiStatus)
	}
	_, _ = w.Write(out)
}
