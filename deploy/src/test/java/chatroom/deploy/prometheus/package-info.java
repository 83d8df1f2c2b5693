/// The alerts, tried with Prometheus' own tools.
@org.jspecify.annotations.NullMarked
package chatroom.deploy.prometheus;
