//! stub
pub fn cv(x:&[f64])->f64{let n=x.len() as f64;let m=x.iter().sum::<f64>()/n;libm::sqrt(x.iter().map(|v|(v-m)*(v-m)).sum::<f64>()/n)/m}
pub fn max_over_mean(x:&[f64])->f64{let n=x.len() as f64;let m=x.iter().sum::<f64>()/n;x.iter().copied().fold(0.0,f64::max)/m}
pub fn share_cv(n:u32,v:u32)->f64{libm::sqrt((f64::from(n)-1.0)/(f64::from(n)*f64::from(v)+1.0))}
