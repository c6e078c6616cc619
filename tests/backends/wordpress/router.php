<?php
// Answers each request of PHP's own web server, whose paths WordPress would take for files.

$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
require __DIR__ . '/wp-config.php';

if ( preg_match( '#^/sign-in/(\d+)$#', $_SERVER['REQUEST_URI'], $match ) ) {
	// As a page of the site would have it for who has signed in: their cookie, and a nonce that goes with it.
	add_action(
		'set_logged_in_cookie',
		function ( $cookie ) {
			$_COOKIE[ LOGGED_IN_COOKIE ] = $cookie;
		}
	);
	wp_set_current_user( (int) $match[1] );
	wp_set_auth_cookie( (int) $match[1] );
	echo wp_create_nonce( 'wp_rest' );
	exit;
}
wp();
