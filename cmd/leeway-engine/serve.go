package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"leeway/pkg/fault"
	"leeway/pkg/model"
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
	served, err := source.openAll()
	if err != nil {
		return err
	}
	defer served.close()
	listener, err := listen(*address)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/ds/query", func(w http.ResponseWriter, r *http.Request) {
		serveQuery(w, r, served)
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

// serve answers until ctx ends. It refuses what a page of another site sends: a browser would send it without asking.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: sameMachine(http.NewCrossOriginProtection().Handler(handler)),
		ReadHeaderTimeout: 10 * time.Second}
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
			http.Error(w, "this server answers requests to localhost only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// servedSources are the data sources that are served, each open.
type servedSources struct {
	flags     *sourceFlags
	sources   []model.DataSource
	instances []*plugin.Instance // in the order of sources
}

// openAll opens every data source of the settings file.
func (f *sourceFlags) openAll() (*servedSources, error) {
	sources, err := f.read()
	if err != nil {
		return nil, err
	}
	served := &servedSources{flags: f, sources: sources}
	for _, s := range sources {
		instance, err := f.instance(s, nil)
		if err != nil {
			served.close()
			return nil, err
		}
		served.instances = append(served.instances, instance)
	}
	return served, nil
}

func (s *servedSources) close() {
	for _, i := range s.instances {
		i.Dispose()
	}
}

// choose is the data source that the command line chooses for a query of this uid.
func (s *servedSources) choose(uid string) (*plugin.Instance, error) {
	chosen, err := s.flags.choose(s.sources, uid)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(s.sources,
		func(one model.DataSource) bool { return one.UID == chosen.UID && one.Name == chosen.Name })
	return s.instances[at], nil
}

// serveQuery answers one request as Grafana does: 200, or 207 when a query failed, its error beside the others. With
// the header that Grafana's alerting sends it answers as it answers alert rules.
func serveQuery(w http.ResponseWriter, r *http.Request, served *servedSources) {
	w.Header().Set("Content-Type", "application/json")
	refuse := func(status int, err error) {
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]string{"message": fault.Shorten(err.Error())})
	}
	queries, uid, err := readRequest(r.Body)
	if err != nil {
		refuse(http.StatusBadRequest, err)
		return
	}
	instance, err := served.choose(uid)
	if err != nil {
		refuse(http.StatusNotFound, err)
		return
	}
	caller := commandLine
	caller.FromAlert = plugin.FromAlert(r.Header)
	responses := instance.Answer(r.Context(), queries, caller)
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
